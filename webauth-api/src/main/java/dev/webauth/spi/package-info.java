/** What an application may implement, as CDI beans, to add to WebAuth or to answer in its place. */
package dev.webauth.spi;
