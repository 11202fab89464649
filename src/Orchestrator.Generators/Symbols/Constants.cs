using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Symbols;

/// <summary>Reads constants.</summary>
internal static class Constants
{
    /// <summary>Reads a constant of a type.</summary>
    public static ConstantModel Read(object? value, ITypeSymbol type, KnownSymbols known)
    {
        if (value is null)
        {
            return new(
                !type.IsReferenceType ? ConstantKind.Default
                : type.NullableAnnotation == NullableAnnotation.Annotated ? ConstantKind.Null
                : ConstantKind.NullOfNonNullable
            );
        }

        var bare = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }
            ? inner
            : type;
        return bare.TypeKind == TypeKind.Enum ? ReadEnumeration(value, bare, known) : new(ConstantKind.Primitive, value);
    }

    /// <summary>
    /// Reads a value of an enumeration. A member whose name the compiler reports is not named: its value says the same without it.
    /// </summary>
    public static ConstantModel ReadEnumeration(object value, ITypeSymbol type, KnownSymbols known)
    {
        var name = type.ToDisplayString(SymbolFormats.Type);
        var member = type.GetMembers()
            .OfType<IFieldSymbol>()
            .FirstOrDefault(field =>
                field.HasConstantValue
                && value.Equals(field.ConstantValue)
                && !field.HasAttribute(known.ObsoleteAttribute)
                && !field.HasAttribute(known.ExperimentalAttribute)
            );
        return member is null
            ? new(ConstantKind.EnumValue, value, name)
            : new(ConstantKind.EnumMember, Type: name, Member: SymbolFormats.Escape(member.Name));
    }

    /// <summary>Reads a type that is named as a value.</summary>
    public static ConstantModel ReadType(ITypeSymbol type) => new(ConstantKind.Type, Type: SymbolFormats.Bare(type));
}
