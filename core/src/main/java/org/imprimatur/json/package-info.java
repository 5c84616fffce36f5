/** JSON as trees. Start at {@link org.imprimatur.json.JsonText}. */
@NullMarked
package org.imprimatur.json;

import org.jspecify.annotations.NullMarked;
