using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Symbols;

/// <summary>
/// The types that the rules and the emitted code are about, resolved on first use. A type that the compilation does not have is null: what
/// depends on it is absent, never an error.
/// </summary>
internal sealed partial class KnownSymbols(Compilation compilation)
{
    /// <summary>False when the compilation does not use the runtime at all, so that there is nothing to look for.</summary>
    public bool HasRuntime => StepList is not null;

    /// <summary>True for an attribute that says something of the values of a member of a product or block.</summary>
    public bool IsMemberRule(INamedTypeSymbol? attribute) =>
        Is(attribute, LengthAttribute)
        || Is(attribute, MinLengthAttribute)
        || Is(attribute, MaxLengthAttribute)
        || Is(attribute, StringLengthAttribute)
        || Is(attribute, RangeAttribute)
        || Is(attribute, RequiredFromAttribute)
        || Is(attribute, OneOfAttribute);

    /// <summary>True for a property that is not to be stored, also by an attribute of the author's that derives from that one.</summary>
    public bool IsNotMapped(IPropertySymbol property) =>
        property.GetAttributes().Any(attribute => attribute.AttributeClass.IsOrDerivesFrom(NotMappedAttribute));

    /// <summary>True for <c>StepList</c>, and false for one that may be null.</summary>
    public bool IsStepList(ITypeSymbol? type) => Is(type, StepList) && type!.NullableAnnotation != NullableAnnotation.Annotated;

    /// <summary>True for <c>Step</c> and every kind of it.</summary>
    public bool IsStep(ITypeSymbol? type) => type.IsOrDerivesFrom(Step);

    /// <summary>True for <c>SubscriptionModel</c> and every product.</summary>
    public bool IsSubscriptionModel(ITypeSymbol? type) => type.IsOrDerivesFrom(SubscriptionModel);

    /// <summary>True for <c>Task</c> and <c>ValueTask</c>, with and without a result.</summary>
    public bool IsTask(ITypeSymbol? type) =>
        Is(type, Task) || Is(type, ValueTask) || Is(type?.OriginalDefinition, TaskOfT) || Is(type?.OriginalDefinition, ValueTaskOfT);

    public bool IsFormPage(ITypeSymbol? type) => type.IsOrDerivesFrom(FormPage);

    /// <summary>True for what a page shows or knows and does not ask for.</summary>
    public bool IsFormElement(ITypeSymbol? type) => type.IsOrDerivesFrom(FormElement);

    public bool IsProductBlock(ITypeSymbol? type) => type.IsOrDerivesFrom(ProductBlock);

    /// <summary>
    /// True for a view of a product or block, which may be a view of a later lifecycle that adds to that of an earlier one.
    /// </summary>
    public bool IsLifecycleView(ITypeSymbol? type)
    {
        for (var current = type?.BaseType; current is not null; current = current.BaseType)
        {
            if (Is(current.OriginalDefinition, LifecycleView))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Compares by identity, nullability aside; an unresolved type equals nothing.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? known) =>
        type is not null && known is not null && SymbolEqualityComparer.Default.Equals(type, known);

    private INamedTypeSymbol? Resolve(string metadataName)
    {
        if (compilation.GetTypeByMetadataName(metadataName) is { } single)
        {
            return single;
        }

        // Null also means that several references define it, for example a package that carries its own copy.
        ImmutableArray<INamedTypeSymbol> all = compilation.GetTypesByMetadataName(metadataName);
        INamedTypeSymbol? best = null;
        foreach (var candidate in all)
        {
            if (candidate.DeclaredAccessibility != Accessibility.Public)
            {
                continue;
            }

            if (best is null || Rank(candidate) < Rank(best))
            {
                best = candidate;
            }
        }

        return best;
    }

    private static int Rank(INamedTypeSymbol type) =>
        type.ContainingAssembly.Name switch
        {
            "Orchestrator.Runtime" or "System.Runtime" or "System.Private.CoreLib" => 0,
            _ => 1,
        };
}
