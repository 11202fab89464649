using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Storage.Sql;

/// <summary>Gives contexts the dialect of their database, as an option beside that of its provider.</summary>
internal sealed class SqlDialectExtension(SqlDialect dialect) : IDbContextOptionsExtension
{
    internal SqlDialect Dialect { get; } = dialect;

    public DbContextOptionsExtensionInfo Info => field ??= new ExtensionInfo(this);

    public void ApplyServices(IServiceCollection services) { }

    public void Validate(IDbContextOptions options) { }

    /// <summary>A dialect changes none of the library's own services.</summary>
    private sealed class ExtensionInfo(SqlDialectExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) { }
    }
}
