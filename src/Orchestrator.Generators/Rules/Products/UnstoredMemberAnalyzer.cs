using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Products;

/// <summary>
/// ORCH4015: a product or block has a field, or a property that is not public, which looks like a member that is stored and is not.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnstoredMemberAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.MemberIsNotStored];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Field, SymbolKind.Property);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var member = context.Symbol;
        if (
            FindProblem(member) is var (type, problem)
            && (
                member.ContainingType.HasAttribute(reader.Known.ProductAttribute)
                || member.ContainingType.HasAttribute(reader.Known.ProductBlockAttribute)
            )
            && IsStorable(type, reader)
            && !member.GetAttributes().Any(attribute => attribute.AttributeClass.IsOrDerivesFrom(reader.Known.NotMappedAttribute))
            && member.Locations is [var location, ..]
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(DiagnosticDescriptors.MemberIsNotStored, location, member.ContainingType.Name, member.Name, problem)
            );
        }
    }

    // What is private or protected is the class's own. What cannot be set holds nothing of its own.
    private static (ITypeSymbol Type, string Problem)? FindProblem(ISymbol member) =>
        member switch
        {
            IFieldSymbol
            {
                IsStatic: false,
                IsConst: false,
                IsReadOnly: false,
                IsImplicitlyDeclared: false,
                DeclaredAccessibility: Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
            } field => (field.Type, "it is a field, and only properties are stored; write '{ get; set; }'"),
            IPropertySymbol
            {
                IsStatic: false,
                IsIndexer: false,
                IsOverride: false,
                DeclaredAccessibility: Accessibility.Internal or Accessibility.ProtectedOrInternal,
                SetMethod: { IsInitOnly: false, DeclaredAccessibility: Accessibility.Internal or Accessibility.ProtectedOrInternal }
            } property when IsHeld(property) => (property.Type, "it is not public; write 'public'"),
            _ => null,
        };

    // Of a property that computes there is nothing to be stored.
    private static bool IsHeld(IPropertySymbol property) =>
        property
            .ContainingType.GetMembers()
            .OfType<IFieldSymbol>()
            .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsStorable(ITypeSymbol type, CompilationReader reader) =>
        type switch
        {
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } => IsStorable(
                value,
                reader
            ),
            INamedTypeSymbol { TypeArguments: [var item] } list when KnownSymbols.Is(list.OriginalDefinition, reader.Known.ListOfT) =>
                IsStorable(item, reader),
            _ => MemberParser.IsScalar(type, reader) || reader.Known.IsProductBlock(type),
        };
}
