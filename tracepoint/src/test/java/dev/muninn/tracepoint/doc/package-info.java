/** Tests of the documentation made of definitions. */
@NullMarked
package dev.muninn.tracepoint.doc;

import org.jspecify.annotations.NullMarked;
