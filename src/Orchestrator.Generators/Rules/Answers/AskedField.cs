using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Answers;

/// <summary>A property of a page that the form of a workflow asks and gives to its steps.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Form">Its form.</param>
/// <param name="Property">The property.</param>
/// <param name="Key">The state key under which the steps have it.</param>
/// <param name="Steps">The steps of the workflow; null when not all of them can be read.</param>
internal sealed record AskedField(
    WorkflowDeclaration Workflow,
    IMethodSymbol Form,
    IPropertySymbol Property,
    string Key,
    ImmutableArray<ChainStep>? Steps
);
