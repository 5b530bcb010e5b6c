/// What the JSON form of a type looks like: what a schema says of it, and which columns a table of
/// it has.
package indirect enum JSONShape: Hashable, Sendable {
  /// True or false.
  case boolean
  /// A whole number.
  case integer
  /// A whole number from 0 on.
  case natural
  /// A number that may have a fraction.
  case number
  /// A text.
  case text
  /// A value, or null.
  case optional(JSONShape)
  /// A list.
  case list(JSONShape)
  /// An object of whole numbers, whose keys are data.
  case tally
  /// A whole number or a text.
  case scalar
  /// An object of whole numbers and texts, whose keys are data.
  case scalars
  /// A record.
  case record(Fields)

  /// A field of a record.
  package struct Field: Hashable, Sendable {
    /// The key.
    package let key: String
    /// What it holds.
    package let shape: JSONShape
  }

  /// The fields of a record.
  package struct Fields: Hashable, Sendable {
    /// The name of the record's type, such as `QueueLine`.
    package let name: String
    /// The fields in the order of the file.
    package let list: [Field]
    /// Whether there are further keys, which are data, with whole numbers.
    package let hasFurther: Bool
  }
}
