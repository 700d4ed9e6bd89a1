@NullMarked
package dev.muninn.server.pubsub;

import org.jspecify.annotations.NullMarked;
