using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Refusals;

/// <summary>Why something that an author has marked cannot be emitted.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="At">What has to be changed.</param>
/// <param name="Detail">A name or text that the reason is about; empty where the kind says it all.</param>
/// <param name="Argument">The attribute's argument that has to be changed; empty for the declaration itself.</param>
/// <param name="Value">What that argument names; empty for nothing.</param>
internal sealed record Refusal(RefusalKind Kind, ISymbol At, string Detail = "", string Argument = "", string Value = "");
