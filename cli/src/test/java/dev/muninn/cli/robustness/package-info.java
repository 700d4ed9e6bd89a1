/** Bad input, bad clients and wrong configuration: what the server says, and that it lives on. */
@NullMarked
package dev.muninn.cli.robustness;

import org.jspecify.annotations.NullMarked;
