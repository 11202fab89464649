using System.Globalization;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Resources;

/// <summary>A class that is marked as an external resource, as its attribute and its base class say.</summary>
internal sealed class ResourceDeclaration
{
    private const string Suffix = "Resource";

    // A person who started the process does not look at it after a day.
    private static readonly TimeSpan MaxSettling = TimeSpan.FromDays(1);

    private ResourceDeclaration(INamedTypeSymbol type, AttributeData attribute, INamedTypeSymbol? root, CompilationReader reader)
    {
        Type = type;
        Attribute = attribute;
        Name = attribute.PositionalValue(0) as string;
        Id = attribute.NamedValue("Id") as string ?? TypeHierarchyParser.NestedName(type);
        System = attribute.NamedValue("System") as string;
        WrittenSettlesWithin = attribute.NamedValue("SettlesWithin") as string;
        SettlesWithin =
            TimeSpan.TryParse(WrittenSettlesWithin, CultureInfo.InvariantCulture, out var time)
            && time > TimeSpan.Zero
            && time <= MaxSettling
                ? time
                : null;
        IsReadable = attribute.NamedValue("Readable") is not false;
        IsSet = FindRoot(type, reader.Known.ExternalResourceSetOfView) is not null;
        StateKey = IsSet ? null : SnakeCase.Convert(ShortNameOf(type)) + "_key";
        Model = root?.TypeArguments[0];
        View = root?.TypeArguments[1];
        State = root?.TypeArguments[2];
        Subscription = SubscriptionUse.TryRead(Model, reader, type);
        Described = SubscriptionUse.TryRead(View, reader, type);
    }

    public INamedTypeSymbol Type { get; }

    public AttributeData Attribute { get; }

    /// <summary>The name shown to operators; null when it is not written yet.</summary>
    public string? Name { get; }

    /// <summary>Its identity in stored processes.</summary>
    public string Id { get; }

    /// <summary>The external system; null when none is named.</summary>
    public string? System { get; }

    public bool IsReadable { get; }

    /// <summary>What is written of how long the system may take; null when nothing is.</summary>
    public string? WrittenSettlesWithin { get; }

    /// <summary>How long the system may take until it holds what was written; null for not at all, or for what cannot be used.</summary>
    public TimeSpan? SettlesWithin { get; }

    /// <summary>True for a set of objects.</summary>
    public bool IsSet { get; }

    /// <summary>The state key of the object's key; null for a set of objects.</summary>
    public string? StateKey { get; }

    /// <summary>The type arguments of its base class; null when that is another one.</summary>
    public ITypeSymbol? Model { get; }

    public ITypeSymbol? View { get; }

    public ITypeSymbol? State { get; }

    /// <summary>The product from which it is identified; null when the type is none.</summary>
    public SubscriptionUse? Subscription { get; }

    /// <summary>The class of that product.</summary>
    public INamedTypeSymbol? Product => Subscription?.Product;

    /// <summary>The product or view from which it is described; null when the type is neither.</summary>
    public SubscriptionUse? Described { get; }

    /// <summary>
    /// True when it is written that what is described may be null, so that the object need not exist; false where that is not known.
    /// </summary>
    public bool MayBeAbsent => FindDescribe() is { ReturnType.NullableAnnotation: NullableAnnotation.Annotated };

    /// <summary>
    /// True when it is written that what is described is never null, so that the object of each subscription exists; of a set any number
    /// may.
    /// </summary>
    public bool IsAlwaysThere => !IsSet && FindDescribe() is { ReturnType.NullableAnnotation: NullableAnnotation.NotAnnotated };

    /// <summary>Reads a class; null when it is not marked.</summary>
    public static ResourceDeclaration? TryRead(INamedTypeSymbol type, CompilationReader reader) =>
        reader.Get(static reader => new Found(reader))[type];

    /// <summary>The base class with its type arguments; null when it is not among the class's.</summary>
    public static INamedTypeSymbol? FindRoot(INamedTypeSymbol type, INamedTypeSymbol? root)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (KnownSymbols.Is(current.OriginalDefinition, root))
            {
                return current;
            }
        }

        return null;
    }

    private IMethodSymbol? FindDescribe()
    {
        for (var current = Type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("Describe").OfType<IMethodSymbol>().FirstOrDefault(static method => method.IsOverride) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string ShortNameOf(INamedTypeSymbol type) =>
        type.Name.Length > Suffix.Length && type.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - Suffix.Length)
            : type.Name;

    /// <summary>The resources of a compilation.</summary>
    private sealed class Found(CompilationReader reader)
        : Memo<INamedTypeSymbol, ResourceDeclaration?>(type =>
            type.FindAttribute(reader.Known.ExternalResourceAttribute) is { } attribute
                ? new(type, attribute, FindRoot(type, reader.Known.ExternalResourceOf), reader)
                : null
        );
}
