using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Refusals;

/// <summary>
/// ORCH1011: a simple name is an emitted member of the class in which it stands, or of one that <c>using static</c> opens, and would be
/// something else without that. Uses of emitted names are looked for in the text first, and what they hide is looked up only for these.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HiddenNameAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NameIsHidden];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.NamedType);
        var opened = new OpenedClasses(reader);
        context.RegisterSemanticModelAction(file => AnalyzeOpened(file, opened));
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        ISymbol[] emitted = [.. EmittedInto(type)];
        if (emitted.Length == 0)
        {
            return;
        }

        foreach (var declaration in type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(context.CancellationToken)))
        {
            if (
                declaration is not TypeDeclarationSyntax { Members.Count: > 0 } written
                || EmittedByOthers.IsEmitted(declaration.SyntaxTree, context.CancellationToken)
            )
            {
                continue;
            }

            foreach (var member in emitted)
            {
                Report(context, member, type, written, reader);
            }
        }
    }

    /// <summary>
    /// The members that the build adds to a type, or to one of its base classes in this project. An override was there before.
    /// </summary>
    private static IEnumerable<ISymbol> EmittedInto(INamedTypeSymbol type)
    {
        for (
            var current = type;
            current is not null && SymbolEqualityComparer.Default.Equals(current.ContainingAssembly, type.ContainingAssembly);
            current = current.BaseType
        )
        {
            foreach (
                var member in current
                    .GetMembers()
                    .Where(static member => member is { CanBeReferencedByName: true, IsOverride: false } && member.IsEmitted())
            )
            {
                yield return member;
            }
        }
    }

    /// <summary>What a name would be in a part of a type without the emitted member of that name.</summary>
    private static IEnumerable<ISymbol> HiddenBy(
        ISymbol emitted,
        INamedTypeSymbol type,
        TypeDeclarationSyntax declaration,
        CompilationReader reader
    )
    {
        var inherited = new List<ISymbol>();
        for (var current = emitted.ContainingType.BaseType; current is not null; current = current.BaseType)
        {
            inherited.AddRange(current.GetMembers(emitted.Name).Where(member => reader.Compilation.IsSymbolAccessibleWithin(member, type)));
        }

        // In its head a type's own members have no meaning, but all that is around it has.
        return inherited
            .Concat(reader.ModelOf(declaration.SyntaxTree).LookupSymbols(declaration.Identifier.SpanStart, name: emitted.Name))
            .Where(static symbol => symbol is not INamespaceSymbol && !symbol.IsEmitted());
    }

    private static void Report(
        SymbolAnalysisContext context,
        ISymbol emitted,
        INamedTypeSymbol type,
        TypeDeclarationSyntax declaration,
        CompilationReader reader
    )
    {
        var model = reader.ModelOf(declaration.SyntaxTree);
        ISymbol[]? hidden = null;
        foreach (
            var name in FindNames(declaration, emitted.Name, context.CancellationToken)
                .Where(name =>
                    name.SpanStart > declaration.OpenBraceToken.SpanStart && IsMeant(emitted, name, model, context.CancellationToken)
                )
        )
        {
            hidden ??= [.. HiddenBy(emitted, type, declaration, reader)];
            if (hidden.FirstOrDefault(symbol => MayBeMeant(symbol, name)) is { } meant)
            {
                context.ReportDiagnostic(Describe(emitted, meant, name));
            }
        }
    }

    private static void AnalyzeOpened(SemanticModelAnalysisContext context, OpenedClasses opened)
    {
        if (context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken) is not CompilationUnitSyntax file)
        {
            return;
        }

        foreach (var (scope, emitted) in opened.FindIn(file).Distinct())
        {
            foreach (var name in FindNames(scope, emitted.Name, context.CancellationToken))
            {
                // In the class itself, and in what derives from it, the name is a member, which was looked at with the class.
                if (
                    !IsInside(name, emitted.ContainingType, context.SemanticModel, context.CancellationToken)
                    && IsMeant(emitted, name, context.SemanticModel, context.CancellationToken)
                    && HiddenAt(name, context.SemanticModel, context.CancellationToken).FirstOrDefault(symbol => MayBeMeant(symbol, name))
                        is { } meant
                )
                {
                    context.ReportDiagnostic(Describe(emitted, meant, name));
                }
            }
        }
    }

    private static bool IsInside(SyntaxNode name, INamedTypeSymbol type, SemanticModel model, CancellationToken cancellationToken) =>
        name.Ancestors()
            .OfType<TypeDeclarationSyntax>()
            .Any(around => model.GetDeclaredSymbol(around, cancellationToken) is { } declared && declared.IsOrDerivesFrom(type));

    /// <summary>
    /// What a name that an opened class gives a meaning would be without it: what other classes open, or what is further out.
    /// </summary>
    private static IEnumerable<ISymbol> HiddenAt(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        var text = name.Identifier.ValueText;
        var meanings = new List<ISymbol>(model.LookupSymbols(name.SpanStart, name: text));
        foreach (var space in name.Ancestors().OfType<BaseNamespaceDeclarationSyntax>())
        {
            meanings.AddRange(model.LookupSymbols(space.SpanStart, name: text));
            for (
                var outer = model.GetDeclaredSymbol(space, cancellationToken) as INamespaceSymbol;
                outer is not null;
                outer = outer.ContainingNamespace
            )
            {
                meanings.AddRange(outer.GetTypeMembers(text));
            }
        }

        return meanings.Where(static symbol => symbol is not INamespaceSymbol && !symbol.IsEmitted());
    }

    // Few declarations have a name that something emitted has, and to see that in the text is far cheaper than to walk through the nodes.
    // An escape may spell any name.
    private static IEnumerable<SimpleNameSyntax> FindNames(SyntaxNode node, string name, CancellationToken cancellationToken)
    {
        var text = node.SyntaxTree.GetText(cancellationToken).ToString(node.Span);
        return text.IndexOf(name, StringComparison.Ordinal) >= 0 || text.IndexOf("\\u", StringComparison.OrdinalIgnoreCase) >= 0
            ? node.DescendantNodes().OfType<SimpleNameSyntax>().Where(found => found.Identifier.ValueText == name && IsLookedUp(found))
            : [];
    }

    private static bool IsMeant(ISymbol emitted, SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        var info = model.GetSymbolInfo(name, cancellationToken);
        return (info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols).Any(found =>
            SymbolEqualityComparer.Default.Equals(found.OriginalDefinition, emitted)
        );
    }

    private static Diagnostic Describe(ISymbol emitted, ISymbol meant, SimpleNameSyntax name) =>
        Diagnostic.Create(
            DiagnosticDescriptors.NameIsHidden,
            name.GetLocation(),
            emitted.Name,
            emitted.ContainingType.Name,
            meant.ToDisplayString(SymbolFormats.ClassAndMember),
            (emitted.IsStatic || emitted is INamedTypeSymbol ? emitted.ContainingType.Name : "this") + "." + emitted.Name
        );

    // What is qualified is looked up in what it is qualified with, and a label of an argument or member nowhere.
    private static bool IsLookedUp(SimpleNameSyntax name) =>
        name.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Name != name,
            QualifiedNameSyntax qualified => qualified.Right != name,
            AliasQualifiedNameSyntax qualified => qualified.Name != name,
            AssignmentExpressionSyntax { Parent.RawKind: (int)SyntaxKind.ObjectInitializerExpression } assignment => assignment.Left
                != name,
            MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
            _ => true,
        };

    // A method that does not take as many arguments was not meant.
    private static bool MayBeMeant(ISymbol symbol, SimpleNameSyntax name) =>
        symbol is not IMethodSymbol method
        || name.Parent is not InvocationExpressionSyntax call
        || call.Expression != name
        || (
            call.ArgumentList.Arguments.Count is var count
            && count >= method.Parameters.Count(static parameter => !parameter.IsOptional && !parameter.IsParams)
            && (count <= method.Parameters.Length || method.Parameters is [.., { IsParams: true }])
        );
}
