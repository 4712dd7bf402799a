/** The app of {@code cdk.json}: two stacks that show what the construct is for. */
package io.github.cdknat.example;
