/** The {@code muninn} command; thin. May import the server. */
@NullMarked
package dev.muninn.cli;

import org.jspecify.annotations.NullMarked;
