/**
 * Every port in memory: for tests, and to see what the ports mean without a database in the way.
 *
 * <p>The one door is {@link org.imprimatur.memory.MemoryRuntime}.
 */
@NullMarked
package org.imprimatur.memory;

import org.jspecify.annotations.NullMarked;
