/** What is published: the jars, their contents, notices, bills of materials, and who may import whom. */
package io.github.cdknat.acceptance.packaging;
