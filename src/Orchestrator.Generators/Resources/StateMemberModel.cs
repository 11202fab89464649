namespace Orchestrator.Generators.Resources;

/// <summary>A compared member of a type of a state.</summary>
/// <param name="Name">The member, escaped.</param>
/// <param name="Key">Its name in paths.</param>
/// <param name="Shape">How its values are compared, as an expression.</param>
/// <param name="IsSensitive">True when its values are never shown.</param>
internal sealed record StateMemberModel(string Name, string Key, string Shape, bool IsSensitive);
