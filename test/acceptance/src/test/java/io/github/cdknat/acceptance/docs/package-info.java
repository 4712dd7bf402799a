/** The documents: links, commands, Java blocks, policies, versions, and a row for every message. */
package io.github.cdknat.acceptance.docs;
