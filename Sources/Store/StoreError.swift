/// Why a stored ledger could not be written or read: a sentence that says what to do.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The sentence.
  package let description: String

  /// Creates an error.
  ///
  /// - Parameter description: The sentence.
  package init(_ description: String) { self.description = description }
}
