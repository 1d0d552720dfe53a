/** A small application that uses the extension as a user would. */
package io.darwinexporter.it;
