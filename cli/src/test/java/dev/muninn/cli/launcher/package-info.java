/** The script {@code muninn} itself, and what it builds and installs. */
@NullMarked
package dev.muninn.cli.launcher;

import org.jspecify.annotations.NullMarked;
