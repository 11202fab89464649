using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Views;

/// <summary>Says which names the build takes in a product or block, and whether they are free there.</summary>
internal static class ModelNames
{
    /// <summary>Why what is emitted has no room in a class: a member of it, or the class itself, has a name that is taken.</summary>
    /// <param name="type">The product or block.</param>
    /// <param name="mark">Its attribute.</param>
    /// <param name="reader">Reads the compilation.</param>
    public static Refusal? FindTaken(INamedTypeSymbol type, AttributeData? mark, CompilationReader reader)
    {
        var isBlock = reader.Known.IsProductBlock(type);
        return (TakenNames.Find(type, EmittedNames.Mapping) is { } mapping ? mapping with { Kind = RefusalKind.ModelNameTaken } : null)
            ?? FindOverride(type, "Map", reader)
            ?? (isBlock ? FindOverride(type, "BlockName", reader) : FindSame(type, "Create"))
            ?? (
                isBlock && mark?.NamedValues("ValidIn").IsEmpty == false
                    ? FindSame(type, "ValidIn") ?? FindMember(type, "ValidIn", reader)
                    : null
            );
    }

    /// <summary>
    /// True when a view can be emitted into a class without being in the way of a member, or of another thing of its name that the class
    /// can name as it is.
    /// </summary>
    public static bool IsFreeForView(INamedTypeSymbol type, string view, CompilationReader reader)
    {
        if (
            type.Name == view
            || HasMember(type, view, reader)
            || (reader.Known.IsSubscriptionModel(type) && (type.Name == "As" + view || HasMember(type, "As" + view, reader)))
        )
        {
            return false;
        }

        // An analyzer sees the view itself in the first place.
        return type.GetMembers(view).Any(static member => member.IsEmitted()) || !IsInScope(type, view, reader);
    }

    // Inside the class the view would hide a type, or a member that 'using static' opens, of the author's own code. A namespace is named
    // with what is in it. A lookup of everything in scope would go through all aliases of the project for each name.
    private static bool IsInScope(INamedTypeSymbol type, string name, CompilationReader reader)
    {
        for (var around = type.ContainingType; around is not null; around = around.ContainingType)
        {
            if (HasMember(around, name, reader))
            {
                return true;
            }
        }

        var asType = SyntaxFactory.IdentifierName(name);
        return type
            .DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax())
            .OfType<TypeDeclarationSyntax>()
            .Where(static declaration => !declaration.OpenBraceToken.IsMissing && declaration.OpenBraceToken.Span.Length > 0)
            .Any(declaration =>
                IsType(
                    reader
                        .ModelOf(declaration.SyntaxTree)
                        .GetSpeculativeSymbolInfo(
                            declaration.OpenBraceToken.Span.End,
                            asType,
                            SpeculativeBindingOption.BindAsTypeOrNamespace
                        )
                ) || OpenedTypes.Of(reader).At(declaration).Any(opened => !opened.GetMembers(name).IsEmpty)
            );
    }

    private static bool IsType(SymbolInfo found) =>
        found.Symbol is INamedTypeSymbol || found.CandidateSymbols.Any(static candidate => candidate is INamedTypeSymbol);

    private static bool HasMember(INamedTypeSymbol type, string name, CompilationReader reader) =>
        FindMember(type, name, reader) is not null;

    private static Refusal? FindMember(INamedTypeSymbol type, string name, CompilationReader reader) =>
        MembersOf(type, name, reader).FirstOrDefault() is { } member ? new(RefusalKind.ModelNameTaken, member, name) : null;

    // An override of the author's is taken instead of an emitted one.
    private static Refusal? FindOverride(INamedTypeSymbol type, string name, CompilationReader reader) =>
        FindSame(type, name)
        ?? (
            MembersOf(type, name, reader).FirstOrDefault(member => !member.IsOverride && !IsOverload(member)) is { } taken
                ? new(RefusalKind.ModelNameTaken, taken, name)
                : null
        );

    // A member cannot have the name of its class.
    private static Refusal? FindSame(INamedTypeSymbol type, string name) =>
        type.Name == name ? new(RefusalKind.ModelNameTaken, type, name) : null;

    private static bool IsOverload(ISymbol member) =>
        member is IMethodSymbol { Parameters: var parameters } && (parameters.Length != 1 || parameters[0].Type.Name != "ModelMapper");

    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type, string name, CompilationReader reader)
    {
        for (
            var current = type;
            current is not null
                && !KnownSymbols.Is(current, reader.Known.SubscriptionModel)
                && !KnownSymbols.Is(current, reader.Known.ProductBlock);
            current = current.BaseType
        )
        {
            foreach (var member in current.GetMembers(name).Where(static member => !member.IsEmitted()))
            {
                yield return member;
            }
        }
    }
}
