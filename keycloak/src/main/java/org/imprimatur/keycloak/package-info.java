/**
 * Keycloak beside the board: the sign-in of an installation that names no provider of its own.
 *
 * <p>The door is {@link org.imprimatur.keycloak.KeycloakProcess}. The build leaves a distribution
 * ready to start in {@code target/keycloak}; the realm is {@code imprimatur-realm.json}.
 */
@NullMarked
package org.imprimatur.keycloak;

import org.jspecify.annotations.NullMarked;
