using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Json;

/// <summary>Groups of built-in types.</summary>
internal static class SpecialTypeExtensions
{
    /// <summary>Whether it is a number in JSON.</summary>
    public static bool IsNumber(this SpecialType type) =>
        type
            is SpecialType.System_SByte
                or SpecialType.System_Byte
                or SpecialType.System_Int16
                or SpecialType.System_UInt16
                or SpecialType.System_Int32
                or SpecialType.System_UInt32
                or SpecialType.System_Int64
                or SpecialType.System_UInt64
                or SpecialType.System_Single
                or SpecialType.System_Double
                or SpecialType.System_Decimal;
}
