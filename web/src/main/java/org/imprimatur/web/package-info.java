/** The Quarkus application: pages, the API, sign-in and sessions over the engine of one runtime. */
@NullMarked
package org.imprimatur.web;

import org.jspecify.annotations.NullMarked;
