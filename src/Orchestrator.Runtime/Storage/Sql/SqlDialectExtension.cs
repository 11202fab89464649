using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Storage.Sql;

/// <summary>Gives contexts the dialect of their database, as an option beside that of its provider.</summary>
internal sealed class SqlDialectExtension(SqlDialect dialect) : IDbContextOptionsExtension
{
    internal SqlDialect Dialect { get; } = dialect;

    public DbContextOptionsExtensionInfo Info => field ??= new ExtensionInfo(this);

    public void ApplyServices(IServiceCollection services) =>
        services.AddSingleton<IRelationalTypeMappingSourcePlugin>(new StoredValueMappings(Dialect));

    public void Validate(IDbContextOptions options) { }

    /// <summary>Asked by the library for each type of the model before it takes a mapping of its own.</summary>
    private sealed class StoredValueMappings(SqlDialect dialect) : IRelationalTypeMappingSourcePlugin
    {
        public RelationalTypeMapping? FindMapping(in RelationalTypeMappingInfo mappingInfo) =>
            mappingInfo.ClrType is { } type ? dialect.FindMapping(type) : null;
    }

    /// <summary>Contexts share the library's services, and so its mappings, when their dialects are of one kind.</summary>
    private sealed class ExtensionInfo(SqlDialectExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        private readonly Type _dialect = extension.Dialect.GetType();

        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => _dialect.GetHashCode();

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is ExtensionInfo info && info._dialect == _dialect;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) { }
    }
}
