/**
 * The test kit: what every engine must do, as contracts that its tests implement.
 *
 * <p>There is one contract interface for each port and capability, one for the whole flow, and
 * beside them the test clock and the fixtures that they are written with.
 */
@NullMarked
package org.imprimatur.contract;

import org.jspecify.annotations.NullMarked;
