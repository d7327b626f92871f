"""The one meeting place of the build half (`writer`) and the serve half (`reader`)."""
