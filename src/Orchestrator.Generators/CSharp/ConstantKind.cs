namespace Orchestrator.Generators.CSharp;

/// <summary>How a constant is written.</summary>
internal enum ConstantKind
{
    /// <summary>Null of a type that may be null.</summary>
    Null,

    /// <summary>Null of a reference type that says that it is never null.</summary>
    NullOfNonNullable,

    /// <summary>The default value of a type that has no literal for it.</summary>
    Default,

    /// <summary>A number, text, character or truth value.</summary>
    Primitive,

    /// <summary>A member of an enumeration.</summary>
    EnumMember,

    /// <summary>A value of an enumeration that no member has.</summary>
    EnumValue,

    /// <summary>A type.</summary>
    Type,
}
