using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Resources;

/// <summary>A step on an external resource, such as <c>Apply&lt;NrmPortResource&gt;()</c>.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Action">What is done with it.</param>
internal sealed record ResourceUse(ResourceDeclaration Resource, string Action)
{
    public const string Apply = "Apply";
    public const string Remove = "Remove";
    public const string Compare = "Compare";

    /// <summary>Whether it waits for a callback after a write.</summary>
    public bool AwaitsCallback { get; init; }

    /// <summary>Its identity in stored processes.</summary>
    public string StepId => $"{Resource.Id}.{Action}";

    /// <summary>The name shown to operators.</summary>
    public string StepName => $"{Action} {Resource.Name}";

    /// <summary>
    /// The action, the type and its assembly, in texts that pass from assembly to assembly: <c>Apply T:App.NrmPortResource, App</c>.
    /// </summary>
    public string Reference => $"{Action} {Resource.Type.GetDocumentationCommentId()}, {Resource.Type.ContainingAssembly?.Name}";

    /// <summary>What it takes from the state and gives to it.</summary>
    public StepFlow Flow
    {
        get
        {
            var name = $"{Action}<{Resource.Type.Name}>";
            return new(
                name,
                Resource.Subscription?.Product is { } product
                    ? [new("subscription", "subscription", product.Name, JsonShape.Unknown) { Product = SymbolFormats.Identity(product) }]
                    : [],
                [.. Gifts],
                GivesAnything: false
            );
        }
    }

    private IEnumerable<StepGift> Gifts
    {
        get
        {
            if (Action == Apply && Resource.StateKey is { } key)
            {
                yield return new(key, "string", JsonShape.Text) { CanBeNull = Resource.MayBeAbsent };
            }

            if (AwaitsCallback)
            {
                yield return new("callback_route", "string", JsonShape.Text);

                // Where nothing was written there is no call.
                yield return new("callback_result", "", JsonShape.Unknown) { CanBeNull = true };
            }
        }
    }

    /// <summary>True for a method that makes a step on a resource.</summary>
    public static bool IsMade(ISymbol? symbol, KnownSymbols known) =>
        symbol
            is IMethodSymbol { Name: Apply or Remove or Compare, TypeArguments: [INamedTypeSymbol { TypeKind: not TypeKind.Error }] } method
        && KnownSymbols.Is(method.ContainingType, known.Workflow);

    /// <summary>Reads a call of such a method; null when its type argument is not a resource.</summary>
    public static ResourceUse? TryRead(ISymbol? symbol, CompilationReader reader) =>
        IsMade(symbol, reader.Known)
        && ResourceDeclaration.TryRead((INamedTypeSymbol)((IMethodSymbol)symbol!).TypeArguments[0], reader) is { } resource
            ? new(resource, symbol.Name)
            : null;

    /// <summary>Finds what a <see cref="Reference"/> names; null when the compilation does not have it.</summary>
    public static ResourceUse? TryResolve(string reference, CompilationReader reader)
    {
        var (space, comma) = (reference.IndexOf(' '), reference.LastIndexOf(", ", StringComparison.Ordinal));
        return
            space > 0
            && comma > space
            && DocumentationCommentId
                .GetSymbolsForDeclarationId(reference.Substring(space + 1, comma - space - 1), reader.Compilation)
                .OfType<INamedTypeSymbol>()
                .FirstOrDefault(type => type.ContainingAssembly?.Name == reference.Substring(comma + 2))
                is { } type
            && ResourceDeclaration.TryRead(type, reader) is { } resource
            ? new(resource, reference.Substring(0, space))
            : null;
    }
}
