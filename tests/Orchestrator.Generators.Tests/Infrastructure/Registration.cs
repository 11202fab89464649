using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>
/// The invariant of the generator: what an author has marked is in what is emitted, or a rule says at a place why it is not. It reads the finished compilation, so it knows nothing of how the generator
/// came to its decision.
/// </summary>
internal static class Registration
{
    private static readonly string[] MethodMarks =
        ["StepAttribute", "RetryStepAttribute", "InputStepAttribute", "WorkflowAttribute", "CreateWorkflowAttribute", "ModifyWorkflowAttribute", "TerminateWorkflowAttribute", "ValidateWorkflowAttribute", "ReconcileWorkflowAttribute"];

    /// <summary>What is marked, not emitted, and reported nowhere; empty for sources that are sound.</summary>
    /// <param name="output">The compilation with what was emitted.</param>
    /// <param name="emitted">What was emitted.</param>
    /// <param name="diagnostics">What the rules and the compiler say.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IReadOnlyList<string> FindSilent(Compilation output, IReadOnlyCollection<SyntaxTree> emitted, IReadOnlyCollection<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var bound = FindBound(output, emitted, cancellationToken);
        var silent = new List<string>();
        foreach (var tree in output.SyntaxTrees.Where(tree => !emitted.Contains(tree)))
        {
            var model = output.GetSemanticModel(tree);
            foreach (var declaration in tree.GetRoot(cancellationToken).DescendantNodes().Where(static node => AttributesOf(node).Count > 0))
            {
                var declared = declaration is AnonymousFunctionExpressionSyntax ? model.GetSymbolInfo(declaration, cancellationToken).Symbol : model.GetDeclaredSymbol(declaration, cancellationToken);
                if (declared is not { } symbol || KeyOf(symbol) is not { } key || bound.Contains(key))
                {
                    continue;
                }

                // Where a rule or the compiler refuses the member or something around it, or a type in its signature, the author has been told.
                MemberDeclarationSyntax[] around = [.. declaration.AncestorsAndSelf().OfType<MemberDeclarationSyntax>()];
                var isInBody = declaration is not MemberDeclarationSyntax;
                if (!diagnostics.Any(diagnostic => IsRefusal(diagnostic) && (isInBody ? declaration.FullSpan.Contains(diagnostic.Location.SourceSpan) && diagnostic.Location.SourceTree == tree : around.Any(part => Covers(part, symbol, diagnostic)))))
                {
                    silent.Add($"{key} at {declaration.GetLocation().GetLineSpan()}");
                }
            }
        }

        return silent;
    }

    private static SyntaxList<AttributeListSyntax> AttributesOf(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax member => member.AttributeLists,
        LocalFunctionStatementSyntax function => function.AttributeLists,
        LambdaExpressionSyntax lambda => lambda.AttributeLists,
        _ => default,
    };

    private static bool IsRefusal(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Error || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Id.StartsWith("ORCH", StringComparison.Ordinal));

    // A workflow is left out with its form, and either with a type that its values have: the author is told at the form, or at the member of the type.
    private static HashSet<ISymbol> PlacesOf(ISymbol symbol)
    {
        var places = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ISymbol>(FormsOf(symbol).Prepend(symbol));
        while (open.TryPop(out var place))
        {
            if (place.DeclaringSyntaxReferences.Length > 0 && places.Add(place))
            {
                foreach (var type in place is INamedTypeSymbol named ? named.GetMembers().SelectMany(TypesOf) : TypesOf(place))
                {
                    open.Push(type);
                }
            }
        }

        return places;
    }

    private static IEnumerable<ISymbol> FormsOf(ISymbol workflow) => workflow.GetAttributes()
        .SelectMany(static attribute => attribute.NamedArguments)
        .Where(static argument => argument.Key == "InputForm")
        .Select(static argument => argument.Value.Value)
        .OfType<string>()
        .SelectMany(name => workflow.ContainingType.GetMembers(name));

    private static IEnumerable<ITypeSymbol> TypesOf(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType).SelectMany(WithArguments),
        IPropertySymbol property => WithArguments(property.Type),
        IFieldSymbol field => WithArguments(field.Type),
        _ => [],
    };

    private static IEnumerable<ITypeSymbol> WithArguments(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => WithArguments(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(WithArguments).Prepend(named.OriginalDefinition),
        _ => [],
    };

    // A diagnostic of the member itself is in it; one of a type around it is at its head.
    private static bool Covers(MemberDeclarationSyntax part, ISymbol symbol, Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
        {
            return false;
        }

        if (part is BaseTypeDeclarationSyntax { OpenBraceToken: { Span.Length: > 0 } brace } && !symbol.DeclaringSyntaxReferences.Any(reference => reference.Span == part.Span))
        {
            return tree == part.SyntaxTree && diagnostic.Location.SourceSpan.Start >= part.FullSpan.Start && diagnostic.Location.SourceSpan.Start <= brace.SpanStart;
        }

        // Of a namespace, only its name is about what is in it.
        if (part is BaseNamespaceDeclarationSyntax space)
        {
            return tree == part.SyntaxTree && space.Name.FullSpan.Contains(diagnostic.Location.SourceSpan);
        }

        return PlacesOf(symbol).SelectMany(static place => place.DeclaringSyntaxReferences).Any(reference => reference.SyntaxTree == tree && reference.GetSyntax().FullSpan.Contains(diagnostic.Location.SourceSpan))
            || (tree == part.SyntaxTree && part.FullSpan.Contains(diagnostic.Location.SourceSpan));
    }

    private static string? KeyOf(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes().Select(static data => data.AttributeClass).Where(static attribute => attribute?.ContainingAssembly.Name == "Orchestrator.Runtime"))
        {
            switch (symbol)
            {
                case IMethodSymbol method when MethodMarks.Contains(attribute!.Name):
                    return method.MethodKind == MethodKind.Ordinary ? $"{NameOf(method.ContainingType)}.{method.Name}" : $"{method.MethodKind} {method.Name}";
                case INamedTypeSymbol type when attribute!.Name is "ProductAttribute" or "ProductBlockAttribute":
                    return NameOf(type);
            }
        }

        return null;
    }

    // A step of an extension block is bound by the class around the block.
    private static string NameOf(INamedTypeSymbol type) => (type.IsExtension ? type.ContainingType : type).ToDisplayString();

    private static HashSet<string> FindBound(Compilation output, IReadOnlyCollection<SyntaxTree> emitted, CancellationToken cancellationToken)
    {
        var bound = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in emitted)
        {
            var model = output.GetSemanticModel(tree);
            foreach (var plumbing in tree.GetRoot(cancellationToken).DescendantNodes().OfType<ClassDeclarationSyntax>().Where(static type => type.Identifier.ValueText is "OrchestratorBindings" or "OrchestratorMapping"))
            {
                var host = model.GetDeclaredSymbol(plumbing, cancellationToken)!.ContainingType.ToDisplayString();
                foreach (var call in plumbing.DescendantNodes().OfType<InvocationExpressionSyntax>())
                {
                    if (plumbing.Identifier.ValueText == "OrchestratorMapping")
                    {
                        bound.Add(host);
                    }
                    else if (call.Expression.ToString().StartsWith("catalog.Add", StringComparison.Ordinal) || call.Expression.ToString().StartsWith("steps.Add", StringComparison.Ordinal))
                    {
                        foreach (var argument in call.ArgumentList.Arguments)
                        {
                            bound.Add($"{host}.{NameIn(argument.Expression)}");
                        }
                    }
                }
            }
        }

        return bound;
    }

    private static string NameIn(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
