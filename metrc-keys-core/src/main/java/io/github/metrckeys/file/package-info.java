/**
 * Keys and their ledger in files of this machine: {@link io.github.metrckeys.file.EncryptedFileKeyStore} and {@link
 * io.github.metrckeys.file.FileKeyLedger}, for a single shop.
 */
@NullMarked
package io.github.metrckeys.file;

import org.jspecify.annotations.NullMarked;
