using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules;

/// <summary>
/// Finds the classes that derive from <c>SubscriptionModel</c> or <c>ProductBlock</c> and lack the attribute that makes them a product or
/// block. It is said once, at the class, and not again wherever the class is named.
/// </summary>
internal sealed class UnmarkedModels
{
    private readonly CompilationReader _reader;
    private readonly Memo<INamedTypeSymbol, bool> _meant;
    private readonly Lazy<HashSet<ISymbol>> _used;

    private UnmarkedModels(CompilationReader reader)
    {
        _reader = reader;
        _meant = new(MustBeMarked);
        _used = new(() => new(FindUsed(), SymbolEqualityComparer.Default));
    }

    /// <summary>Those of a compilation, which are looked for once.</summary>
    public static UnmarkedModels Of(CompilationReader reader) => reader.Get(static reader => new UnmarkedModels(reader));

    /// <summary>True for a class of this compilation of which ORCH4001 says that its attribute is missing.</summary>
    /// <remarks>
    /// It may read every declaration of the compilation, so a rule asks it only when it is about to report something else otherwise.
    /// </remarks>
    public bool Contains(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && (IsMeant(named) || (IsModel(named) && IsUnmarked(named, _reader) && IsNamedByView(named)));

    /// <summary>
    /// True for a class of this compilation that is meant as a product or block by itself or by its use, and lacks the attribute. The
    /// generator says it of one of which only a view is named.
    /// </summary>
    public bool IsMeant(INamedTypeSymbol type) => IsModel(type) && _meant[type];

    private bool IsNamedByView(INamedTypeSymbol type) =>
        MissingViews.Of(_reader).All.Any(missing => SymbolEqualityComparer.Default.Equals(missing.Model, type));

    /// <summary>True for a class of this compilation that can be a product or block, and has neither the attribute nor a mapping.</summary>
    public static bool IsUnmarked(INamedTypeSymbol type, CompilationReader reader) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: false, IsGenericType: false }
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, reader.Compilation.Assembly)
        && !IsMapped(type, reader.Known);

    // A class that others can derive from may be there for that only. It is meant as a product or block where it is used as one.
    private bool MustBeMarked(INamedTypeSymbol type) =>
        IsUnmarked(type, _reader) && ((type.IsSealed && type.IsPartial(CancellationToken.None)) || _used.Value.Contains(type));

    private bool IsModel(INamedTypeSymbol type) => _reader.Known.IsSubscriptionModel(type) || _reader.Known.IsProductBlock(type);

    // Its author may have written what would be emitted, and a class that derives from a product has the mapping of that one.
    private static bool IsMapped(INamedTypeSymbol type, KnownSymbols known)
    {
        for (
            var current = type;
            current is not null && !KnownSymbols.Is(current, known.SubscriptionModel) && !KnownSymbols.Is(current, known.ProductBlock);
            current = current.BaseType
        )
        {
            if (
                current.HasAttribute(known.ProductAttribute)
                || current.HasAttribute(known.ProductBlockAttribute)
                || current.HasUnknownAttribute()
                || current.GetMembers("Map").OfType<IMethodSymbol>().Any(static method => method.IsOverride)
            )
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<ISymbol> FindUsed()
    {
        foreach (var type in _reader.Compilation.Assembly.GlobalNamespace.TypesInside())
        {
            var isModel = IsModel(type);
            foreach (var member in type.GetMembers())
            {
                if (isModel && member is IPropertySymbol property)
                {
                    foreach (var block in BlocksOf(property, _reader.Known))
                    {
                        yield return block;
                    }
                }
                else if (WorkflowDeclaration.TryRead(member, _reader) is { } workflow)
                {
                    foreach (var product in workflow.Products)
                    {
                        yield return product;
                    }
                }
            }
        }
    }

    /// <summary>The block classes that a member names.</summary>
    public static IEnumerable<ITypeSymbol> BlocksOf(IPropertySymbol property, KnownSymbols known)
    {
        if (LifecycleViews.BlockOf(property.Type, known) is { } block)
        {
            yield return block;
        }

        foreach (var value in property.FindAttribute(known.OneOfAttribute)?.PositionalValues(0) ?? [])
        {
            if (value.Scalar() is ITypeSymbol named)
            {
                yield return named;
            }
        }
    }
}
