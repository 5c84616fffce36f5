/** What happens on the board, told to whoever counts and logs. */
@NullMarked
package org.imprimatur.telemetry;

import org.jspecify.annotations.NullMarked;
