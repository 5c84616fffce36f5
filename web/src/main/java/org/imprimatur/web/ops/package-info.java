/** What an operator sees from outside: log lines, metrics, health. */
@NullMarked
package org.imprimatur.web.ops;

import org.jspecify.annotations.NullMarked;
