using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Publishing;

/// <summary>A workflow that a referenced assembly says it registers.</summary>
/// <param name="Name">Its registered name.</param>
/// <param name="Target">What it does.</param>
/// <param name="Products">Its product types, those that the assembly's metadata can name.</param>
/// <param name="Assembly">The assembly.</param>
internal sealed record PublishedWorkflow(
    string Name,
    WorkflowTarget Target,
    ImmutableArray<ITypeSymbol> Products,
    IAssemblySymbol Assembly
);
