using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Json;

namespace Orchestrator.Generators.Binding;

/// <summary>What a step takes from the state and gives to it, wherever it is declared.</summary>
/// <param name="Name">The step, as a message names it.</param>
/// <param name="Needs">What its parameters take.</param>
/// <param name="Gives">What its result gives.</param>
/// <param name="GivesAnything">True when the result does not say its keys.</param>
internal sealed record StepFlow(string Name, ImmutableArray<StepNeed> Needs, ImmutableArray<StepGift> Gives, bool GivesAnything)
{
    /// <summary>The keys that it takes out of the state, before its result goes in.</summary>
    public ImmutableArray<string> Removes { get; init; } = [];

    /// <summary>
    /// The parameters that are taken for services because nothing can be made of their types; those of another assembly are not known.
    /// </summary>
    public ImmutableArray<StepService> Services { get; init; } = [];

    /// <summary>True when it takes the whole state, of which it may read any key.</summary>
    public bool TakesState { get; init; }

    /// <summary>True when the result is or holds a subscription.</summary>
    public bool GivesSubscription => Gives.Any(static gift => gift.IsSubscription);
}

/// <summary>What a parameter takes.</summary>
/// <param name="Key">The state key.</param>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Type">Its type, as a message names it.</param>
/// <param name="Shape">What it is in JSON.</param>
internal sealed record StepNeed(string Key, string Parameter, string Type, JsonShape Shape)
{
    /// <summary>The product of a subscription, as <see cref="SymbolFormats.Identity"/> names it; null for any other value.</summary>
    public string? Product { get; init; }

    /// <summary>That product; null for any other value, and for a step of another assembly.</summary>
    public INamedTypeSymbol? ProductType { get; init; }

    /// <summary>The type of a value; null for a subscription, for what code reads, and for a step of another assembly.</summary>
    public INamedTypeSymbol? Value { get; init; }

    /// <summary>The subscription that the workflow is about, which a condition asks for.</summary>
    public static StepNeed OfSubscription(INamedTypeSymbol product) =>
        new("subscription", "subscription", product.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), JsonShape.Unknown)
        {
            Product = SymbolFormats.Identity(product),
            IsReadByCode = true,
        };

    /// <summary>True for a subscription.</summary>
    public bool IsSubscription => Product is not null;

    /// <summary>True when the key may be missing.</summary>
    public bool IsOptional { get; init; }

    /// <summary>True when the type says that it is never null.</summary>
    public bool RejectsNull { get; init; }

    /// <summary>True for a block, which is a part of a subscription.</summary>
    public bool IsBlock { get; init; }

    /// <summary>True for a type that may be that of a service as well: neither a value nor a list of some.</summary>
    public bool MayBeService { get; init; }

    /// <summary>True for a key that code reads from the whole state, for which there is no parameter.</summary>
    public bool IsReadByCode { get; init; }

    /// <summary>True when that code is the body of a method, which nothing that is emitted may depend on.</summary>
    public bool IsInBody { get; init; }

    /// <summary>True when that code reads the key wherever it is there, because it asks for nothing else before.</summary>
    public bool IsReadWhereThere { get; init; }
}

/// <summary>A key that a result gives.</summary>
/// <param name="Key">The state key.</param>
/// <param name="Type">Its type, as a message names it.</param>
/// <param name="Shape">What it is in JSON.</param>
internal sealed record StepGift(string Key, string Type, JsonShape Shape)
{
    /// <summary>The type; null for a step of another assembly.</summary>
    public ITypeSymbol? Value { get; init; }

    /// <summary>The product of a subscription, as <see cref="SymbolFormats.Identity"/> names it; null for any other value.</summary>
    public string? Product { get; init; }

    /// <summary>The product, or what products derive from, of which it is the id of a subscription; null for any other value.</summary>
    public INamedTypeSymbol? Reference { get; init; }

    /// <summary>True for a subscription.</summary>
    public bool IsSubscription => Product is not null;

    /// <summary>True when it may hold null.</summary>
    public bool CanBeNull { get; init; }

    /// <summary>True when the whole result may be null, which gives nothing: what was there stays.</summary>
    public bool CanBeAbsent { get; init; }
}
