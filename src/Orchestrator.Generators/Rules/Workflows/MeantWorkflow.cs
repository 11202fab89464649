using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>The workflow after which a method is named, as in <c>TerminateNode</c>.</summary>
/// <param name="Kind">The kind, with which the name begins.</param>
/// <param name="Product">The product, with which it ends.</param>
internal sealed record MeantWorkflow(string Kind, INamedTypeSymbol Product)
{
    private static readonly string[] Kinds = ["Create", "Modify", "Terminate", "Validate", "Reconcile"];

    /// <summary>The text for menus that the name says.</summary>
    public string Description => $"{Kind} {SnakeCase.Convert(Product.Name).Replace('_', ' ')}";

    /// <summary>The attribute of the kind.</summary>
    public INamedTypeSymbol? AttributeOf(KnownSymbols known) =>
        Kind switch
        {
            "Create" => known.CreateWorkflowAttribute,
            "Modify" => known.ModifyWorkflowAttribute,
            "Terminate" => known.TerminateWorkflowAttribute,
            "Validate" => known.ValidateWorkflowAttribute,
            _ => known.ReconcileWorkflowAttribute,
        };

    /// <summary>Reads the name of a method; null for one that names no kind and no product.</summary>
    public static MeantWorkflow? Find(ISymbol method, CompilationReader reader, CancellationToken cancellationToken)
    {
        if (
            Kinds.FirstOrDefault(kind => method.Name.Length > kind.Length && method.Name.StartsWith(kind, StringComparison.Ordinal))
            is not { } kind
        )
        {
            return null;
        }

        INamedTypeSymbol[] products =
        [
            .. reader
                .Compilation.GetSymbolsWithName(method.Name.Substring(kind.Length), SymbolFilter.Type, cancellationToken)
                .OfType<INamedTypeSymbol>()
                .Where(product => CanBeNamed(product, method, reader)),
        ];
        return (products.FirstOrDefault(product => IsBeside(product, method)) ?? products.FirstOrDefault()) is { } meant
            ? new(kind, meant)
            : null;
    }

    // What ORCH1004 accepts as a product, and what the attribute of the method can name.
    private static bool CanBeNamed(INamedTypeSymbol product, ISymbol method, CompilationReader reader) =>
        !product.IsGenericType
        && reader.Known.IsSubscriptionModel(product)
        && product.HasAttribute(reader.Known.ProductAttribute)
        && reader.Compilation.IsSymbolAccessibleWithin(product, method.ContainingType);

    // Of several products of one name, the one that the method can name as it is.
    private static bool IsBeside(INamedTypeSymbol product, ISymbol method) =>
        SymbolEqualityComparer.Default.Equals(product.ContainingSymbol, method.ContainingType)
        || SymbolEqualityComparer.Default.Equals(product.ContainingSymbol, method.ContainingNamespace);
}
