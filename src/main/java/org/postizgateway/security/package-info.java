/**
 * Finds out who is calling. The steps of a front door stand here, on rooms that know nothing of
 * them:
 *
 * <ul>
 *   <li>{@code door}: a request to a front door, what can be told from it, and an answer to it
 *   <li>{@code upstream}: the instances of Postiz, and the gateway's own requests to them
 *   <li>{@code credential}: what Postiz says of a credential, and which tenant it belongs to
 *   <li>{@code identity}: tokens of an identity provider, and the keys assigned to people
 *   <li>{@code ticket}: the tickets in upload addresses
 *   <li>{@code metadata}: documents by which clients find the authorization server
 *   <li>{@code operator}: who may use the operators' port
 * </ul>
 *
 * <p>{@code credential} uses {@code upstream}, {@code operator} uses {@code door}, {@code metadata}
 * uses both.
 */
package org.postizgateway.security;
