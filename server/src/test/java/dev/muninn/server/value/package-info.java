@NullMarked
package dev.muninn.server.value;

import org.jspecify.annotations.NullMarked;
