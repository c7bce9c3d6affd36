/**
 * Checks the posts of a call before anything is created and plans the requests that create them.
 * {@code PostPreflight} is the entrance and brings the rooms together:
 *
 * <ul>
 *   <li>{@code finding}: what is wrong, and where
 *   <li>{@code post}: the posts as they are read and as they are sent
 *   <li>{@code settings}: whether a network takes the settings of a post
 *   <li>{@code content}: texts and attachments
 * </ul>
 *
 * <p>{@code settings} and {@code content} stand side by side on {@code post}, and all of them on
 * {@code finding}.
 */
package org.postizgateway.postiz.preflight;
