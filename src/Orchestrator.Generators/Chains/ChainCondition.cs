using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Json;

namespace Orchestrator.Generators.Chains;

/// <summary>The condition of a <c>Conditional(...)</c>.</summary>
/// <param name="Syntax">Where it stands; null in another assembly.</param>
/// <param name="Needs">The keys that it reads from the state.</param>
internal sealed record ChainCondition(ExpressionSyntax? Syntax, ImmutableArray<StepNeed> Needs)
{
    /// <summary>True when it may ask for any key, because not all of its code is seen.</summary>
    public bool AsksAnything { get; init; }

    /// <summary>True when its code is the body of a method, which nothing that is emitted may depend on.</summary>
    public bool IsInBody { get; init; }

    /// <summary>The condition where it may not be asked, so that no key need be there, and no certain product.</summary>
    public ChainCondition WhenAsked() =>
        this with
        {
            Needs = [.. Needs.Where(static need => !need.IsSubscription).Select(static need => need with { IsOptional = true })],
        };

    /// <summary>True when its steps run only if a key is as it should be: it is there, or it is not null.</summary>
    public bool Asks(string key) => AsksAnything || Needs.Any(need => need.Key == key);

    /// <summary>True when its steps may run only if a key has a certain type.</summary>
    public bool AsksForTypeOf(string key) =>
        AsksAnything || Needs.Any(need => need.Key == key && (need.IsOptional || need.Shape.Kind == JsonKind.Unknown));
}
