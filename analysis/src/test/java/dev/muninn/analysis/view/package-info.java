/** Views of traces of real runs, beside babeltrace2's. */
package dev.muninn.analysis.view;
