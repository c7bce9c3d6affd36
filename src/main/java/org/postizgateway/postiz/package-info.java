/**
 * What Postiz needs that YAML says badly.
 *
 * <ul>
 *   <li>{@code platform}: the social networks and how Postiz counts content
 *   <li>{@code preflight}: checks the posts of a call and plans the requests that create them
 *   <li>{@code content}: the text of a post, from what an author sends to what Postiz publishes
 *   <li>{@code batch}: posts in the rows of a CSV text
 *   <li>{@code outcome}: what became of those requests, in the words of the tool's answer
 *   <li>{@code recognition}: finds in Postiz's listing what became of a create whose answer was
 *       lost
 *   <li>{@code life}: changes to posts that exist
 *   <li>{@code insight}: delivery, figures, free times and the state of channels
 *   <li>{@code cached}: reads that are kept for a short while
 *   <li>{@code offer}: what a Postiz offers, as it says itself
 *   <li>{@code policy}: limits, circuit breakers and redeliveries of calls to Postiz
 *   <li>{@code failure}: one sentence for whatever went wrong
 *   <li>{@code mapping}: between the shapes of Postiz's HTTP API and those of its tools
 *   <li>{@code upload}: media that come into Postiz: whether an address may be fetched, and files
 *       as callers send them
 *   <li>{@code json}: JSON in whatever form a route carries it
 * </ul>
 *
 * <p>The classes know Camel's exchange where a route calls them with one, and no Spring; {@code
 * PostizConfiguration} registers them. Sections that comments name are those of the contract, the
 * description of Postiz's observed behaviour that this was built from.
 */
package org.postizgateway.postiz;
