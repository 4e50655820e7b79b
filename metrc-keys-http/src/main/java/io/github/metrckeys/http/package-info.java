/**
 * The probe that asks a real Metrc server: {@link io.github.metrckeys.http.HttpPermissionProbe}.
 *
 * <p>It sends GETs and nothing else, only to the server that the keys are for, follows no redirect, keeps Metrc's
 * limits, and is bounded in time and in what it reads into memory.
 */
@NullMarked
package io.github.metrckeys.http;

import org.jspecify.annotations.NullMarked;
