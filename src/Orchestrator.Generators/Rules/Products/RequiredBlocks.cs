using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Mapping;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Rules.Products;

/// <summary>
/// Follows the blocks that come into being with a block: its required ones, those of a list's least length, and those that its initialisers
/// make.
/// </summary>
internal sealed class RequiredBlocks(CompilationReader reader)
{
    /// <summary>
    /// The way from a member back to the class that has it, as names of members; null when a new block of the class ends somewhere.
    /// </summary>
    public string? FindCircle(INamedTypeSymbol host, IPropertySymbol property) =>
        BlockMadeBy(host, property) is { } block && Find(block, host, new HashSet<ISymbol>(SymbolEqualityComparer.Default)) is { } rest
            ? $"{host.Name}.{property.Name}{rest}"
            : null;

    private string? Find(INamedTypeSymbol from, INamedTypeSymbol wanted, HashSet<ISymbol> visited)
    {
        if (SymbolEqualityComparer.Default.Equals(from, wanted))
        {
            return "";
        }

        if (!visited.Add(from))
        {
            return null;
        }

        foreach (var property in MappingParser.PropertiesOf(from, reader.Known.ProductBlock))
        {
            if (BlockMadeBy(from, property) is { } block && Find(block, wanted, visited) is { } rest)
            {
                return $", {from.Name}.{property.Name}{rest}";
            }
        }

        return null;
    }

    private INamedTypeSymbol? BlockMadeBy(INamedTypeSymbol host, IPropertySymbol property) =>
        LifecycleViews.BlockOf(property.Type, reader.Known) is { } block
        && new MemberParser(reader, host, isProduct: false).Parse(property).Value is { } member
        && member.Kind switch
        {
            MemberKind.Block => true,
            MemberKind.Blocks => member.Minimum > 0,
            MemberKind.OptionalBlock => Initializers.IsNew(property),
            _ => false,
        }
            ? block
            : null;
}
