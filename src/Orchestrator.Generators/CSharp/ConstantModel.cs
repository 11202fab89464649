namespace Orchestrator.Generators.CSharp;

/// <summary>A constant of an author's code that emitted code repeats.</summary>
/// <param name="Kind">How it is written.</param>
/// <param name="Value">The number, text, character or truth value; null for anything else.</param>
/// <param name="Type">The enumeration or the type, fully qualified; empty for anything else.</param>
/// <param name="Member">The member of an enumeration, escaped; empty for anything else.</param>
internal sealed record ConstantModel(ConstantKind Kind, object? Value = null, string Type = "", string Member = "");
