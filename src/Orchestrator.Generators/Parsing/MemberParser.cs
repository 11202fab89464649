using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Models;

namespace Orchestrator.Generators.Parsing;

/// <summary>Reads how a property of a product or block is mapped.</summary>
internal sealed class MemberParser(KnownTypes known, INamedTypeSymbol host, bool isProduct)
{
    private const string Codecs = "global::Orchestrator.Domain.ValueCodecs.";

    /// <summary>Reads a property; null when it is not mapped: it is computed, opted out, or of a type that can not be stored.</summary>
    public MemberModel? TryParse(IPropertySymbol property)
    {
        if (property is not { IsStatic: false, IsIndexer: false, CanBeReferencedByName: true, DeclaredAccessibility: Accessibility.Public, RefKind: RefKind.None }
            || property is not { GetMethod: { } getter, SetMethod: { IsInitOnly: false } setter }
            || !known.Compilation.IsSymbolAccessibleWithin(getter, host)
            || !known.Compilation.IsSymbolAccessibleWithin(setter, host)
            || property.HasAttribute(known.NotMappedAttribute))
        {
            return null;
        }

        var name = SymbolFormats.Escape(property.Name);
        var key = SnakeCase.Convert(property.Name);
        if (property.Type is INamedTypeSymbol { TypeArguments: [var element] } list && KnownTypes.Is(list.OriginalDefinition, known.ListOfT))
        {
            return list.NullableAnnotation == NullableAnnotation.Annotated || element.NullableAnnotation == NullableAnnotation.Annotated ? null
                : FindBlockName(element) is { } listed
                    ? new(MemberKind.Blocks, name, key, SymbolFormats.Bare(element), listed, "", Minimum(property), Maximum(property))
                : !isProduct && FindCodec(element) is { } itemCodec
                    ? new(MemberKind.Values, name, key, itemCodec, "", "", Minimum(property), Maximum(property))
                : null;
        }

        if (FindBlockName(property.Type) is { } block)
        {
            var isOptional = property.Type.NullableAnnotation == NullableAnnotation.Annotated;
            return new(isOptional ? MemberKind.OptionalBlock : MemberKind.Block, name, key, SymbolFormats.Bare(property.Type), block, isOptional ? RequiredFrom(property) : "");
        }

        var isNullableValue = property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        var scalar = isNullableValue ? ((INamedTypeSymbol)property.Type).TypeArguments[0] : property.Type;
        return FindCodec(scalar) is { } codec ? ScalarOf(property, name, key, codec, isNullableValue) : null;
    }

    private MemberModel? ScalarOf(IPropertySymbol property, string name, string key, string codec, bool isNullableValue)
    {
        // Where nullability is switched off, a reference may be null and nobody has said that it may not.
        var isNullableReference = property.Type.IsReferenceType && property.Type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        if (isProduct)
        {
            return isNullableValue || property.Type.NullableAnnotation == NullableAnnotation.Annotated ? null : new(MemberKind.FixedInput, name, key, codec);
        }

        return isNullableValue ? new(MemberKind.OptionalValue, name, key, codec, "", RequiredFrom(property))
            : isNullableReference ? new(MemberKind.OptionalReference, name, key, codec, "", RequiredFrom(property))
            : new(MemberKind.Value, name, key, codec);
    }

    private string? FindBlockName(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsGenericType: false } block
        && known.IsProductBlock(block)
        && TypeUse.IsPossible(type)
        && new MappingParser(known).CanBeCreated(block, host)
            ? block.FindAttribute(known.ProductBlockAttribute)?.PositionalValue(0) as string
            : null;

    private string? FindCodec(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => Codecs + "Text",
        SpecialType.System_Boolean => Codecs + "Boolean",
        SpecialType.System_Int32 => Codecs + "Int32",
        SpecialType.System_Int64 => Codecs + "Int64",
        SpecialType.System_Decimal => Codecs + "Decimal",
        SpecialType.System_Double => Codecs + "Double",
        _ when KnownTypes.Is(type, known.Guid) => Codecs + "Guid",
        _ when KnownTypes.Is(type, known.DateOnly) => Codecs + "Date",
        _ when KnownTypes.Is(type, known.DateTimeOffset) => Codecs + "DateTime",
        _ when KnownTypes.Is(type, known.IPAddress) => Codecs + "Address",
        _ when type.TypeKind == TypeKind.Enum && TypeUse.IsPossible(type) => Codecs + "Enumeration<" + SymbolFormats.Bare(type) + ">()",
        _ => null,
    };

    private string RequiredFrom(IPropertySymbol property) =>
        property.FindAttribute(known.RequiredFromAttribute) is { ConstructorArguments: [{ Kind: TypedConstantKind.Enum, Value: { } value, Type: { } type }] }
            ? Literals.Enumeration(value, type)
            : "";

    private int Minimum(IPropertySymbol property) =>
        property.FindAttribute(known.LengthAttribute)?.PositionalValue(0) as int?
        ?? property.FindAttribute(known.MinLengthAttribute)?.PositionalValue(0) as int?
        ?? 0;

    private int Maximum(IPropertySymbol property) =>
        property.FindAttribute(known.LengthAttribute)?.PositionalValue(1) as int?
        ?? property.FindAttribute(known.MaxLengthAttribute)?.PositionalValue(0) as int?
        ?? -1;
}
