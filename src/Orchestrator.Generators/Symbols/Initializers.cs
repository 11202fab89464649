using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Symbols;

/// <summary>Reads what a class puts into its properties when one is made.</summary>
internal static class Initializers
{
    /// <summary>
    /// True when nothing is put into a property, or only a null; false when that cannot be read: a constructor may do it, or another
    /// assembly.
    /// </summary>
    public static bool LeavesNull(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax() is PropertyDeclarationSyntax declaration
        && property.ContainingType.InstanceConstructors.All(static constructor => constructor.IsImplicitlyDeclared)
        && IsAutomatic(declaration)
        && (declaration.Initializer is null || IsNull(declaration.Initializer.Value));

    /// <summary>True when a property begins with a new object.</summary>
    public static bool IsNew(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax() is PropertyDeclarationSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax };

    /// <summary>True when a property begins with a new object of its own type, in which nothing is set where it is made.</summary>
    public static bool IsEmptyNew(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax()
            is PropertyDeclarationSyntax
            {
                Initializer.Value: ImplicitObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments.Count: 0 }
            };

    private static bool IsAutomatic(PropertyDeclarationSyntax declaration) =>
        declaration.AccessorList?.Accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null }) == true;

    private static bool IsNull(ExpressionSyntax value) =>
        value switch
        {
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven => IsNull(
                forgiven.Operand
            ),
            DefaultExpressionSyntax => true,
            LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.NullLiteralExpression)
                || literal.IsKind(SyntaxKind.DefaultLiteralExpression),
            _ => false,
        };
}
