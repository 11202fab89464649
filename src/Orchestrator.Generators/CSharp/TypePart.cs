namespace Orchestrator.Generators.CSharp;

/// <summary>One of the nested types around a generated member.</summary>
/// <param name="Keyword">How it is declared, for example <c>record struct</c>.</param>
/// <param name="Name">Its name, escaped where it is a keyword.</param>
internal sealed record TypePart(string Keyword, string Name);
