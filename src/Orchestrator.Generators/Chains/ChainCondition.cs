using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Binding;

namespace Orchestrator.Generators.Chains;

/// <summary>The condition of a <c>Conditional(...)</c>.</summary>
/// <param name="Syntax">Where it stands; null in another assembly.</param>
/// <param name="Needs">The keys that it reads from the state.</param>
internal sealed record ChainCondition(ExpressionSyntax? Syntax, ImmutableArray<StepNeed> Needs)
{
    /// <summary>The condition where it may not be asked, so that no key need be there.</summary>
    public ChainCondition WhenAsked() => this with { Needs = [.. Needs.Select(static need => need with { IsOptional = true })] };
}
