@NullMarked
package dev.muninn.server.command.hash;

import org.jspecify.annotations.NullMarked;
