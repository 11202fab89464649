using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.Symbols;

/// <summary>
/// The ids that are reported wherever something is named: it is experimental, obsolete with an id of its own, or marked as requiring what
/// a caller has to allow. An author switches them off where they are used, and no pragma of theirs reaches an emitted file, so that file
/// switches off the ids of what it names.
/// </summary>
internal sealed class UseDiagnostics(CompilationReader reader)
{
    private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);

    public EquatableArray<string> Ids => _ids.ToEquatableArray();

    /// <summary>
    /// Adds the ids of what is named when a symbol is: its own, those of what is around it, and those of the types in its signature.
    /// </summary>
    public UseDiagnostics Add(ISymbol? symbol)
    {
        switch (symbol)
        {
            case IMethodSymbol method:
                Add(method.ReturnType);
                foreach (var parameter in method.Parameters)
                {
                    Add(parameter.Type);
                }

                break;
            case IPropertySymbol property:
                Add(property.Type);
                AddOwn(property.GetMethod);
                AddOwn(property.SetMethod);
                break;
            case IArrayTypeSymbol array:
                return Add(array.ElementType);
            case INamedTypeSymbol type:
                foreach (var argument in type.TypeArguments)
                {
                    Add(argument);
                }

                break;
        }

        for (var current = symbol; current is not (null or INamespaceSymbol); current = current.ContainingSymbol)
        {
            AddOwn(current);
        }

        if (symbol?.ContainingAssembly is { } assembly && reader.Get(static reader => new Assemblies(reader.Known))[assembly] is { } id)
        {
            _ids.Add(id);
        }

        return this;
    }

    /// <summary>Adds the ids of every constructor that emitted code calls.</summary>
    public UseDiagnostics AddCreation(ITypeSymbol type)
    {
        AddOwn((type as INamedTypeSymbol)?.InstanceConstructors.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty));
        return Add(type);
    }

    /// <summary>The id of one attribute list; null for none.</summary>
    private static string? Find(ISymbol symbol, KnownSymbols known)
    {
        var id =
            symbol.FindAttribute(known.ExperimentalAttribute)?.PositionalValue(0) as string
            ?? symbol.FindAttribute(known.ObsoleteAttribute)?.NamedValue("DiagnosticId") as string;

        // What no pragma can name, no one can switch off.
        return id is not null && SyntaxFacts.IsValidIdentifier(id) ? id : null;
    }

    private void AddOwn(ISymbol? symbol)
    {
        // Of the many values of the framework none has an id, and an author's file is full of them.
        if (symbol is null or ITypeSymbol { SpecialType: not SpecialType.None })
        {
            return;
        }

        _ids.UnionWith(reader.Get(static reader => new OwnIds(reader))[symbol.OriginalDefinition]);
    }

    // What analyzers of the framework report at each use.
    private static IEnumerable<string> FindRequirements(ISymbol symbol, KnownSymbols known)
    {
        if (symbol.GetAttributes().IsEmpty)
        {
            return [];
        }

        (INamedTypeSymbol? Attribute, string Id)[] requirements =
        [
            (known.RequiresPreviewFeaturesAttribute, "CA2252"),
            (known.RequiresUnreferencedCodeAttribute, "IL2026"),
            (known.RequiresDynamicCodeAttribute, "IL3050"),
            (known.RequiresAssemblyFilesAttribute, "IL3002"),
        ];
        return requirements.Where(requirement => symbol.HasAttribute(requirement.Attribute)).Select(static requirement => requirement.Id);
    }

    /// <summary>The id of each assembly that is named, asked once for each.</summary>
    private sealed class Assemblies(KnownSymbols known) : Memo<IAssemblySymbol, string?>(assembly => Find(assembly, known));

    /// <summary>The ids that a symbol has itself: products and services are named by many steps, and asked once.</summary>
    private sealed class OwnIds(CompilationReader reader)
        : Memo<ISymbol, ImmutableArray<string>>(symbol =>
            UseMarks.Of(reader).MayHave(symbol)
                ? [.. FindRequirements(symbol, reader.Known), .. Find(symbol, reader.Known) is { } id ? [id] : ImmutableArray<string>.Empty]
                : []
        );
}
