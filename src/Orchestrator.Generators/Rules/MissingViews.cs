using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Mapping;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Rules;

/// <summary>
/// Finds the lifecycle views that declarations name and that are not emitted. The compiler stops at such a declaration before any rule
/// runs, so the generator reports why, and the rules are silent about those classes, or an editor would show it twice.
/// </summary>
internal sealed class MissingViews
{
    private static readonly ImmutableArray<string> Lifecycles =
    [
        "Initial",
        "Provisioning",
        "Active",
        "Migrating",
        "Disabled",
        "Terminated",
    ];

    private readonly CompilationReader _reader;
    private readonly Lazy<IReadOnlyList<MissingView>> _all;
    private readonly Lazy<HashSet<ISymbol>> _explained;

    private MissingViews(CompilationReader reader)
    {
        _reader = reader;
        _all = new(() => [.. FindAll()]);
        _explained = new(() =>
            new(
                All.SelectMany(static missing =>
                    missing.IsUnmarked ? [missing.Model] : missing.Refusals.Select(static refusal => refusal.At).Append(missing.Model)
                ),
                SymbolEqualityComparer.Default
            )
        );
    }

    /// <summary>Those of a compilation, which are looked for once, and only when a rule is about to report something.</summary>
    public static MissingViews Of(CompilationReader reader) => reader.Get(static reader => new MissingViews(reader));

    /// <summary>Those that declarations name, in the order of the compilation.</summary>
    public IReadOnlyList<MissingView> All => _all.Value;

    /// <summary>True for a class, or one around it, of which the generator reports why nothing is emitted.</summary>
    public bool IsExplained(INamedTypeSymbol type) => _explained.Value.Contains(type);

    /// <summary>True when a declaration names a view of a class that has no such view.</summary>
    public bool IsNamed(INamedTypeSymbol model, string view) =>
        All.Any(missing => missing.View == view && SymbolEqualityComparer.Default.Equals(missing.Model, model));

    /// <summary>True for what may name a view in a declaration, where the compiler stops. It reads the syntax only.</summary>
    public static bool IsCandidate(SyntaxNode node) => IsViewName(node) && IsInDeclaration(node);

    /// <summary>True for what may name a view.</summary>
    public static bool IsViewName(SyntaxNode node) =>
        node is QualifiedNameSyntax { Right: IdentifierNameSyntax { Identifier.ValueText: var name } } && Lifecycles.Contains(name);

    /// <summary>The name of a view that a declaration names and that is not emitted; null for any other.</summary>
    public static string? FindName(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        TryRead(node, model, cancellationToken) is { } missing ? $"{SymbolFormats.Identity(missing.Model)}.{missing.View}" : null;

    /// <summary>Reads a name of a view; null when the view is there, or when it is not the view of a product or block.</summary>
    public static MissingView? TryRead(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        var reader = CompilationReader.Of(model.Compilation);
        if (
            !reader.HasLanguage
            || node is not QualifiedNameSyntax name
            || model.GetSymbolInfo(name.Left, cancellationToken).Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Class } type
            || !(reader.Known.IsSubscriptionModel(type) || reader.Known.IsProductBlock(type))
        )
        {
            return null;
        }

        var view = name.Right.Identifier.ValueText;
        var unmarked = UnmarkedModels.IsUnmarked(type, reader);
        for (
            var current = type;
            current is not null
                && !KnownSymbols.Is(current, reader.Known.SubscriptionModel)
                && !KnownSymbols.Is(current, reader.Known.ProductBlock);
            current = current.BaseType
        )
        {
            if (IsThere(current, view, reader))
            {
                return null;
            }
        }

        return unmarked ? new(name, type, view, []) { IsUnmarked = true }
            : IsMarked(type, reader) ? new(name, type, view, FindRefusals(type, reader))
            : null;
    }

    // Of an attribute that cannot be read no one knows what its author means, and the compiler reports it.
    private static bool IsThere(INamedTypeSymbol type, string view, CompilationReader reader) =>
        !type.GetMembers(view).IsEmpty
        || type.HasUnknownAttribute()
        || (IsMarked(type, reader) && LifecycleViews.AreEmitted(type, view, reader) && FindRefusals(type, reader).IsEmpty);

    private static bool IsMarked(INamedTypeSymbol type, CompilationReader reader) =>
        type.HasAttribute(reader.Known.ProductAttribute) || type.HasAttribute(reader.Known.ProductBlockAttribute);

    private static ImmutableArray<Refusal> FindRefusals(INamedTypeSymbol type, CompilationReader reader) =>
        reader.Get(static reader => new Refused(reader))[type];

    // What stands in a body, or in what a field or property begins with, is compiled after the declarations, when the rules run.
    private static bool IsInDeclaration(SyntaxNode node)
    {
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case BlockSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax or ArgumentListSyntax:
                case GlobalStatementSyntax or EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax }:
                    return false;
                case MemberDeclarationSyntax or UsingDirectiveSyntax:
                    return true;
                default:
                    continue;
            }
        }

        return false;
    }

    // The generator does not see what is emitted.
    private IEnumerable<MissingView> FindAll()
    {
        foreach (var tree in _reader.Compilation.SyntaxTrees)
        {
            var root = tree.GetRoot();
            if (EmittedByOthers.IsEmitted(tree, CancellationToken.None))
            {
                continue;
            }

            var names = root.DescendantNodes(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax)).Where(IsCandidate);
            foreach (var name in names)
            {
                if (TryRead(name, _reader.ModelOf(tree), CancellationToken.None) is { } missing)
                {
                    yield return missing;
                }
            }
        }
    }

    /// <summary>Why nothing is emitted for each marked class that is named. What another assembly has is emitted there.</summary>
    private sealed class Refused(CompilationReader reader)
        : Memo<INamedTypeSymbol, ImmutableArray<Refusal>>(type =>
            SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, reader.Compilation.Assembly)
                ? new MappingParser(reader).FindRefusals(type, type.HasAttribute(reader.Known.ProductAttribute), CancellationToken.None)
                : []
        );
}
